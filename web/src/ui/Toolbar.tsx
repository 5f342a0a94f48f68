import type { ReactNode } from "react";
import { Toolbar as AriaToolbar } from "react-aria-components";

/** Buttons that the arrow keys walk through. */
export function Toolbar({ label, children, className }: { label: string; children: ReactNode; className?: string | undefined }) {
  return <AriaToolbar aria-label={label} className={className ?? ""}>{children}</AriaToolbar>;
}
