import type { ReactElement, ReactNode } from "react";
import { Dialog, DialogTrigger, Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover as AriaPopover, Separator, type Placement } from "react-aria-components";
import { cx } from "@/lib/cx";
import { Icon, type IconName } from "./icons";
import { asRegion } from "./overlay";
import styles from "./overlays.module.css";

export type Entry =
  | { id: string; label: string; sub?: string; icon?: IconName; bad?: boolean; isDisabled?: boolean; checked?: boolean; run: () => void }
  | { rule: string }
  | { head: string; entries: Entry[] };

export function MenuButton({ trigger, label, entries, placement = "bottom end" }: { trigger: ReactElement; label: string; entries: Entry[]; placement?: Placement }) {
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover render={asRegion} className={styles["popover"] ?? ""} placement={placement} offset={4}>
        <AriaMenu className={styles["list"] ?? ""} aria-label={label}>{entries.map(render)}</AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  );
}

function render(entry: Entry): ReactElement {
  if ("rule" in entry) return <Separator key={entry.rule} className={styles["rule"] ?? ""} />;
  if ("head" in entry) {
    return (
      <MenuSection key={entry.head} aria-label={entry.head}>
        <Header className={styles["sectionHead"] ?? ""}>{entry.head}</Header>
        {entry.entries.map(render)}
      </MenuSection>
    );
  }
  return (
    <MenuItem key={entry.id} id={entry.id} textValue={entry.label} onAction={entry.run} isDisabled={entry.isDisabled ?? false} className={cx(styles["option"], entry.bad && styles["optionBad"])}>
      {entry.icon && <Icon name={entry.icon} size={16} />}
      <span className={styles["optionText"]}>
        {entry.label}
        {entry.sub && <span className={styles["optionSub"]}>{entry.sub}</span>}
      </span>
      {entry.checked && <span className={styles["optionMark"]}><Icon name="check" size={16} /></span>}
    </MenuItem>
  );
}

export function PopoverButton({ trigger, label, children, placement = "bottom end" }: { trigger: ReactElement; label: string; children: (close: () => void) => ReactNode; placement?: Placement }) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover render={asRegion} className={styles["popover"] ?? ""} placement={placement} offset={4}>
        <Dialog aria-label={label}>{({ close }) => <>{children(close)}</>}</Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
