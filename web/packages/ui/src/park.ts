import { call } from '@shanmen/api';
import type { Schema } from '@shanmen/api';
import { shallowRef } from 'vue';

/** What the screens need to know of the park: its names, and how to write its times and money. */
export type Park = Pick<Schema<'TerminalParkView'>, 'nameZh' | 'nameEn' | 'zone' | 'currency'>;

export const park = shallowRef<Park>({
  nameZh: '',
  nameEn: '',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
});

export async function readPark(): Promise<void> {
  park.value = await call<Park>('GET', '/api/park');
}
