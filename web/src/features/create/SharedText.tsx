import type { ComponentProps } from "react";
import type { Document } from "@/api/types";
import { TextEditor } from "@/editor/TextEditor";

export function SharedText({ document: _document, ...text }: Omit<ComponentProps<typeof TextEditor>, "shared"> & { document: Document }) {
  return <TextEditor {...text} />;
}
