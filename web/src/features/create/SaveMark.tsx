import { useI18n } from "@/app/i18n";
import type { SaveState } from "@/editor/saver";
import { Icon } from "@/ui";
import { cx } from "@/lib/cx";
import styles from "./editor.module.css";

export function SaveMark({ state }: { state: SaveState }) {
  const { t, clock } = useI18n();
  const bad = state.kind === "offline" || state.kind === "refused" || state.kind === "signed_out";
  return (
    <span className={cx(styles["save"], bad && styles["saveBad"])} role="status">
      <Icon name={state.kind === "saved" ? "check" : bad ? "cloudOff" : "clock"} size={14} />
      <span>{state.kind === "saved" ? t("save.saved", { time: clock(state.at) }) : t(`save.${state.kind}`)}</span>
    </span>
  );
}
