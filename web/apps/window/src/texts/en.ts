import type zh from './zh-CN';

const en: typeof zh = {};

export default en;
