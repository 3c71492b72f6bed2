/** Where to go after signing in: a page of this server, never another site. */
export function safeBack(search: string): string | undefined {
  const back = new URLSearchParams(search).get('back');
  if (back === null || !/^\/[a-z]/.test(back) || back.startsWith('/signin')) return undefined;
  return back;
}
