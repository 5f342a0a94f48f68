/** Numbers for the chart: sums over equal steps, a round top, readable durations. No React. */
export type Bar = { at: number; value: number };

/** At most `most` bars: neighbours are summed, and each bar covers the same time. */
export function bars(start: string, step: number, values: number[], most = 120): { bars: Bar[]; step: number } {
  const width = Math.max(1, Math.ceil(values.length / most));
  const out: Bar[] = [];
  for (let i = 0; i < values.length; i += width) {
    out.push({ at: Date.parse(start) + i * step * 1000, value: values.slice(i, i + width).reduce((sum, each) => sum + each, 0) });
  }
  return { bars: out, step: step * width };
}

/** The next 1, 2 or 5 times a power of ten whose half is a whole number. */
export function roundTop(highest: number): number {
  if (highest <= 4) return 4;
  if (highest <= 10) return 10;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= highest) ?? highest;
}

export function duration(seconds: number, locale: string): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  const part = (value: number, unit: "minute" | "second") => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
  return minutes === 0 ? part(rest, "second") : rest === 0 ? part(minutes, "minute") : `${part(minutes, "minute")} ${part(rest, "second")}`;
}
