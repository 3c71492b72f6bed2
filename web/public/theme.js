// Applies the stored choice of light or dark and the language before the first paint. A file of its
// own because the content security policy allows no inline scripts.
(function () {
  var root = document.documentElement;
  var theme = localStorage.getItem('shanmen.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  root.lang = localStorage.getItem('shanmen.language') === 'en' ? 'en' : 'zh-CN';
})();
