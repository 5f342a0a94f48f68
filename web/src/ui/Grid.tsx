import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useT } from "@/app/i18n";
import { useShortcuts } from "@/app/shortcuts/use";
import { cx } from "@/lib/cx";
import { Checkbox } from "./Choice";
import styles from "./grid.module.css";

export type Column<Row> = { key: string; head: string; width: string; cell: (row: Row) => ReactNode };
type Props<Row> = {
  label: string; rows: Row[]; total?: number; columns: Column<Row>[]; rowHeight: number; rowId: (row: Row) => string; rowName: (row: Row) => string;
  active: string | null; onActive: (id: string) => void; onOpen: (row: Row) => void;
  selected?: ReadonlySet<string>; onSelected?: (ids: Set<string>) => void; onEnd?: () => void; busy?: boolean; hideHead?: boolean; className?: string;
};

/** A virtual ARIA grid: fewer than a hundred rows exist at a time, `aria-rowcount` tells how many there are. */
export function Grid<Row>({ label, rows, total, columns, rowHeight, rowId, rowName, active, onActive, onOpen, selected, onSelected, onEnd, busy = false, hideHead = false, className }: Props<Row>) {
  const t = useT();
  const headHeight = hideHead ? 0 : 32;
  const base = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 8, scrollMargin: headHeight, scrollPaddingStart: headHeight });
  const at = rows.findIndex((row) => rowId(row) === active);
  const visible = virtual.getVirtualItems();
  const lastShown = visible.at(-1)?.index ?? -1;

  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 10) onEnd?.();
  }, [lastShown, rows.length, onEnd]);

  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    virtual.scrollToIndex(rows.indexOf(row), { align: "auto" });
    onActive(rowId(row));
  };
  const toggle = (index: number, range: boolean) => {
    if (!selected || !onSelected) return;
    const next = new Set(selected);
    const from = range && anchor.current !== null ? anchor.current : index;
    const on = !selected.has(rowId(rows[index]!));
    for (let i = Math.min(from, index); i <= Math.max(from, index); i++) {
      const id = rowId(rows[i]!);
      if (on) next.add(id);
      else next.delete(id);
    }
    anchor.current = index;
    onSelected(next);
  };
  useShortcuts("list", {
    down: () => go(at + 1),
    up: () => go(at < 0 ? 0 : at - 1),
    first: () => go(0),
    last: () => go(rows.length - 1),
    open: () => at >= 0 && onOpen(rows[at]!),
    ...(selected && { select: () => at >= 0 && toggle(at, false) }),
  });

  const rowDomId = (index: number) => `${base}-r${index}`;
  const shown = visible.some((item) => item.index === at);
  return (
    <div ref={scroll} className={cx(styles["grid"], className)} role="grid" aria-label={label} aria-rowcount={(total ?? rows.length) + 1} aria-colcount={columns.length + (selected ? 1 : 0)}
      aria-busy={busy} aria-multiselectable={selected ? true : undefined} tabIndex={0} aria-activedescendant={shown ? rowDomId(at) : undefined}>
      <div role="rowgroup" className={cx(styles["heads"], hideHead && "visually-hidden")}>
        <div className={styles["head"]} role="row" aria-rowindex={1}>
          {selected && <div role="columnheader" className={styles["select"]}><span className="visually-hidden">{t("grid.select")}</span></div>}
          {columns.map((column) => (
            <div key={column.key} role="columnheader" className={styles["cell"]} style={{ flex: column.width }}>{column.head}</div>
          ))}
        </div>
      </div>
      <div className={styles["body"]} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {visible.map((item) => {
          const row = rows[item.index]!;
          const id = rowId(row);
          return (
            <div key={id} id={rowDomId(item.index)} role="row" aria-rowindex={item.index + 2} aria-selected={selected ? selected.has(id) : item.index === at}
              data-active={item.index === at || undefined} className={cx(styles["row"], rowHeight > 48 && styles["tall"])} style={{ height: rowHeight, transform: `translateY(${item.start - headHeight}px)` }}
              onClick={(event) => { if (event.shiftKey && selected) toggle(item.index, true); onActive(id); }} onDoubleClick={() => onOpen(row)}>
              {selected && (
                <div role="gridcell" className={styles["select"]}>
                  <Checkbox label={t("grid.select_row", { name: rowName(row) })} isSelected={selected.has(id)} onChange={() => toggle(item.index, false)} />
                </div>
              )}
              {columns.map((column) => (
                <div key={column.key} role="gridcell" className={styles["cell"]} style={{ flex: column.width }}>{column.cell(row)}</div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
