import type { ReactNode } from "react";
import {
  Button, Checkbox as AriaCheckbox, Label, ListBox, ListBoxItem, Popover, Radio, RadioGroup, Select as AriaSelect, SelectValue, Switch as AriaSwitch,
} from "react-aria-components";
import { cx } from "@/lib/cx";
import { Icon, type IconName } from "./icons";
import { asRegion } from "./overlay";
import styles from "./controls.module.css";
import overlays from "./overlays.module.css";

export type Option<V extends string = string> = { value: V; label: string; sub?: string };

type SelectProps<V extends string> = {
  label: string; hideLabel?: boolean; value: V; options: Option<V>[]; onChange: (value: V) => void; isDisabled?: boolean; className?: string; error?: string | undefined;
};

export function Select<V extends string>({ label, hideLabel = false, value, options, onChange, isDisabled = false, className, error }: SelectProps<V>) {
  return (
    <AriaSelect value={value} onChange={(key) => key !== null && onChange(String(key) as V)} isDisabled={isDisabled} className={cx(styles["field"], className)}>
      <Label className={hideLabel ? "visually-hidden" : (styles["label"] ?? "")}>{label}</Label>
      <Button className={cx(styles["input"], styles["picker"])}>
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <Icon name="down" size={14} />
      </Button>
      {error && <span className={styles["error"]}>{error}</span>}
      <Popover render={asRegion} className={overlays["popover"] ?? ""} offset={4}>
        <ListBox className={overlays["list"] ?? ""}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={overlays["option"] ?? ""}>
              <span className={overlays["optionText"]}>
                {option.label}
                {option.sub && <span className={overlays["optionSub"]}>{option.sub}</span>}
              </span>
              {option.value === value && <span className={overlays["optionMark"]}><Icon name="check" size={16} /></span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

type CheckProps = { children?: ReactNode; label?: string; isSelected: boolean; isIndeterminate?: boolean; onChange?: (on: boolean) => void; isDisabled?: boolean; className?: string };

export function Checkbox({ children, label, isSelected, isIndeterminate = false, onChange, isDisabled = false, className }: CheckProps) {
  return (
    <AriaCheckbox {...(label && { "aria-label": label })} {...(onChange && { onChange })} isSelected={isSelected} isIndeterminate={isIndeterminate} isDisabled={isDisabled} className={cx(styles["check"], className)}>
      <span className={styles["box"]}>{isIndeterminate ? <Icon name="minus" size={12} /> : isSelected && <Icon name="check" size={12} />}</span>
      {children}
    </AriaCheckbox>
  );
}

export function Switch({ children, isSelected, onChange, isDisabled = false }: { children: ReactNode; isSelected: boolean; onChange: (on: boolean) => void; isDisabled?: boolean }) {
  return (
    <AriaSwitch isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className={styles["check"] ?? ""}>
      <span className={styles["track"]}><i /></span>
      {children}
    </AriaSwitch>
  );
}

export type SegmentOption<V extends string> = { value: V; label: string; icon?: IconName; count?: number };

/** A small choice that is always in sight. */
export function Segments<V extends string>({ label, value, options, onChange, isDisabled = false, showLabel = false }: { label: string; value: V; options: SegmentOption<V>[]; onChange: (value: V) => void; isDisabled?: boolean; showLabel?: boolean }) {
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as V)} isDisabled={isDisabled} orientation="horizontal" className={styles["field"] ?? ""} {...(!showLabel && { "aria-label": label })}>
      {showLabel && <Label className={styles["label"] ?? ""}>{label}</Label>}
      <span className={styles["segments"]}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles["segment"] ?? ""}>
            {option.icon && <Icon name={option.icon} size={16} />}
            {option.label}
            {option.count !== undefined && <span className="num muted">{option.count}</span>}
          </Radio>
        ))}
      </span>
    </RadioGroup>
  );
}
