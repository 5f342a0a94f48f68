import type { ReactNode } from "react";
import { Button as AriaButton, ToggleButton as AriaToggle, Tooltip as AriaTooltip, TooltipTrigger, type ButtonProps as AriaProps } from "react-aria-components";
import { cx } from "@/lib/cx";
import { Icon, type IconName } from "./icons";
import { Keys } from "./Keys";
import styles from "./controls.module.css";
import overlays from "./overlays.module.css";

export type Look = "normal" | "primary" | "ok" | "danger" | "plain";
type Common = { look?: Look; small?: boolean; icon?: IconName };
type ButtonProps = Omit<AriaProps, "className" | "children" | "style"> & Common & { children: ReactNode; className?: string };

export const buttonClass = ({ look = "normal", small = false }: Common): string => cx(styles["button"], look !== "normal" && styles[look], small && styles["small"]);

/** While something is under way the button keeps its place and the focus, and does nothing more. */
export function Button({ look = "normal", small = false, icon, children, className, isPending = false, onPress, type, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} type={isPending ? "button" : (type ?? "button")} {...(onPress && !isPending && { onPress })} className={cx(buttonClass({ look, small }), isPending && styles["pending"], className)}>
      {isPending ? <span className={styles["spinner"]} aria-hidden="true" /> : icon && <Icon name={icon} size={16} />}
      {children}
    </AriaButton>
  );
}

type IconButtonProps = Omit<AriaProps, "className" | "children" | "style" | "aria-label"> &
  Common & { icon: IconName; label: string; keys?: string; on?: boolean; badge?: ReactNode; className?: string };

export function IconButton({ icon, label, keys, look = "plain", small = false, on = false, badge, className, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <AriaButton {...rest} aria-label={label} className={cx(buttonClass({ look, small }), styles["icon"], on && styles["on"], className)}>
        <Icon name={icon} />
        {badge}
      </AriaButton>
      <AriaTooltip className={overlays["tooltip"] ?? ""} offset={6}>
        {label}
        {keys && <Keys keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

export function ToggleIcon({ icon, label, isSelected, onChange, isDisabled = false }: { icon: IconName; label: string; isSelected: boolean; onChange: (on: boolean) => void; isDisabled?: boolean }) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <AriaToggle aria-label={label} isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className={cx(buttonClass({ look: "plain", small: true }), styles["icon"])}>
        <Icon name={icon} />
      </AriaToggle>
      <AriaTooltip className={overlays["tooltip"] ?? ""} offset={6}>{label}</AriaTooltip>
    </TooltipTrigger>
  );
}
