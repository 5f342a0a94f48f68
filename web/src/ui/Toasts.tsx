import { useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useT } from "@/app/i18n";
import { cx } from "@/lib/cx";
import { Icon } from "./icons";
import styles from "./overlays.module.css";
import { currentToasts, dismiss, watchToasts } from "./toast";

export function Toasts() {
  const t = useT();
  const toasts = useSyncExternalStore(watchToasts, currentToasts);
  // Marked as top layer so that an open dialog neither hides it from assistive technology nor swallows its clicks.
  return createPortal(
    <section className={styles["toasts"]} aria-label={t("ui.messages")} data-react-aria-top-layer="true">
      <div role="status" aria-live="polite" className="visually-hidden">{toasts.map((each) => [each.text, each.sub].filter(Boolean).join(" ")).join(" ")}</div>
      {toasts.map((each) => (
        <div key={each.id} className={cx(styles["toast"], each.bad && styles["toastBad"])}>
          <span className={styles["toastText"]}>{each.text}{each.sub && <small>{each.sub}</small>}</span>
          {each.action && (
            <button type="button" className={styles["toastAction"]} onClick={() => { dismiss(each.id); each.action?.run(); }}>{each.action.label}</button>
          )}
          {each.href && <a className={styles["toastAction"]} href={each.href.to} target="_blank" rel="noreferrer">{each.href.label}</a>}
          <button type="button" className={styles["toastClose"]} aria-label={t("ui.dismiss")} onClick={() => dismiss(each.id)}><Icon name="close" size={14} /></button>
        </div>
      ))}
    </section>,
    document.body,
  );
}
