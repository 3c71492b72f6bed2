/** The park's time on the display: led by the gate's clock, counted on by the browser's own. */
export class ParkClock {
  private offset = 0;
  private format = formatFor('Asia/Shanghai');
  private zone = 'Asia/Shanghai';

  set(now: number, zone: string): void {
    this.offset = now - performance.now();
    if (zone !== this.zone) {
      this.zone = zone;
      this.format = formatFor(zone);
    }
  }

  text(): string {
    return this.format.format(new Date(this.offset + performance.now()));
  }
}

function formatFor(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
}
