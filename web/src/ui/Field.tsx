import type { ReactNode, Ref } from "react";
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from "react-aria-components";
import { cx } from "@/lib/cx";
import styles from "./controls.module.css";

type Props = Omit<TextFieldProps, "className" | "children" | "style"> & {
  label: string; hideLabel?: boolean; hint?: ReactNode; error?: string | undefined; placeholder?: string; lines?: number; className?: string;
  inputRef?: Ref<HTMLInputElement>; inputClassName?: string;
};

export function Field({ label, hideLabel = false, hint, error, placeholder, lines, className, inputRef, inputClassName, ...rest }: Props) {
  const shared = { className: cx(styles["input"], inputClassName), ...(placeholder !== undefined && { placeholder }) };
  return (
    <TextField {...rest} isInvalid={error !== undefined} validationBehavior="aria" className={cx(styles["field"], className)}>
      <Label className={hideLabel ? "visually-hidden" : (styles["label"] ?? "")}>{label}</Label>
      {lines ? <TextArea {...shared} rows={lines} /> : <Input {...shared} {...(inputRef && { ref: inputRef })} />}
      {hint && error === undefined && <Text slot="description" className={styles["hint"] ?? ""}>{hint}</Text>}
      <FieldError className={styles["error"] ?? ""}>{error}</FieldError>
    </TextField>
  );
}
