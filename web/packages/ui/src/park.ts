import { call } from '@shanmen/api';
import type { Schema } from '@shanmen/api';
import { shallowRef } from 'vue';

/** What the screens need to know of the park: its names, its day, and how to write times and money. */
export type Park = Schema<'TerminalParkView'>;

export const park = shallowRef<Park>({
  nameZh: '',
  nameEn: '',
  zone: 'Asia/Shanghai',
  cutOff: '04:00',
  currency: 'CNY',
});

export async function readPark(): Promise<void> {
  park.value = await call<Park>('GET', '/api/park');
}
