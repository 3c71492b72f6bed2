import en from './texts/en';
import zh from './texts/zh-CN';

export { default as DenominationCount } from './DenominationCount.vue';
export { default as ReportSlip } from './ReportSlip.vue';
export { default as ShiftWork } from './ShiftWork.vue';
export { default as TillDoor } from './TillDoor.vue';
/** The calls of the cash desk. */
export * as cashdesk from './server';
export type * from './server';
export { useTill } from './useTill';

/** The texts of the cash desk, to be spread into those of an app. */
export const cashTexts = { 'zh-CN': zh, en };
