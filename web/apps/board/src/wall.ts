import { onScopeDispose, ref, type Ref } from 'vue';

/** The wall is drawn on a sheet of 192 × 108 units and scaled to whatever the screen has. */
const UNITS_WIDE = 192;
const UNITS_HIGH = 108;

/** How many pixels a unit has: 10 on 1080p, 20 on 4K. The style sheet computes the same. */
export function useUnit(): Ref<number> {
  const measured = () => Math.min(window.innerWidth / UNITS_WIDE, window.innerHeight / UNITS_HIGH);
  const unit = ref(measured());
  const onResize = () => (unit.value = measured());
  window.addEventListener('resize', onResize);
  onScopeDispose(() => {
    window.removeEventListener('resize', onResize);
  });
  return unit;
}
