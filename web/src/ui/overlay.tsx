import type { ComponentProps, ReactElement } from "react";

/** How overlays appear in the page: a popover is a named region, so that its own close buttons belong somewhere; a dialog says that it is modal. */
export const asRegion = (props: ComponentProps<"div">): ReactElement => <div {...props} role="region" />;
export const asModal = (props: ComponentProps<"section">): ReactElement => <section {...props} aria-modal="true" />;
