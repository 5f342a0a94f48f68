import { parseAbsolute, parseDate, type CalendarDate, type ZonedDateTime } from "@internationalized/date";
import { DateField, DateInput, DateSegment, Label } from "react-aria-components";
import { cx } from "@/lib/cx";
import styles from "./controls.module.css";

type Props = { label: string; value: string | null; onChange: (value: string | null) => void; isDisabled?: boolean };

/** A moment, edited in the given zone and spoken on the wire as RFC 3339. */
export function DateTimeField({ label, value, onChange, zone, isDisabled = false }: Props & { zone: string }) {
  return (
    <DateField<ZonedDateTime> value={value ? parseAbsolute(value, zone) : null} granularity="minute" hourCycle={24} hideTimeZone isDisabled={isDisabled}
      placeholderValue={parseAbsolute(new Date().toISOString(), zone)} onChange={(next) => onChange(next ? next.toAbsoluteString() : null)} className={styles["field"] ?? ""}>
      <Parts label={label} />
    </DateField>
  );
}

/** A day, "2026-11-21", or null. */
export function DayField({ label, value, onChange, isDisabled = false }: Props) {
  return (
    <DateField<CalendarDate> value={value ? parseDate(value) : null} isDisabled={isDisabled} onChange={(next) => onChange(next ? next.toString() : null)} className={styles["field"] ?? ""}>
      <Parts label={label} />
    </DateField>
  );
}

function Parts({ label }: { label: string }) {
  return (
    <>
      <Label className={styles["label"] ?? ""}>{label}</Label>
      <DateInput className={cx(styles["input"], styles["date"])}>{(segment) => <DateSegment segment={segment} className={styles["dateSegment"] ?? ""} />}</DateInput>
    </>
  );
}
