import { call } from '@shanmen/api';
import { shallowRef } from 'vue';

/** What the screens need to know of the park: its names, and how to write its times and money. */
export interface Park {
  nameZh: string;
  nameEn: string;
  /** IANA zone, such as Asia/Shanghai. */
  zone: string;
  /** ISO 4217, such as CNY. */
  currency: string;
}

export const park = shallowRef<Park>({
  nameZh: '',
  nameEn: '',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
});

export async function readPark(): Promise<void> {
  park.value = await call<Park>('GET', '/api/park');
}
