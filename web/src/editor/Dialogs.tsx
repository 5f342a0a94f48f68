import { useState, type FormEvent } from "react";
import { useT } from "@/app/i18n";
import { Button, Dialog, Field } from "@/ui";
import { safeHref, safeSource } from "./nodes";

/** "example.org/x" is meant as an address on the web. */
export const completeHref = (typed: string): string => {
  const text = typed.trim();
  return text === "" || safeHref(text) ? text : /^[\w-]+(\.[\w-]+)+/.test(text) ? `https://${text}` : "";
};

export function LinkDialog({ href, onClose, onDone }: { href: string; onClose: () => void; onDone: (href: string) => void }) {
  const t = useT();
  const [text, setText] = useState(href);
  const [wrong, setWrong] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const complete = completeHref(text);
    if (text.trim() !== "" && complete === "") setWrong(true);
    else onDone(complete);
  };
  return (
    <Dialog title={t("editor.link")} isOpen onClose={onClose}>
      <form onSubmit={send} style={{ display: "grid", gap: 16 }}>
        <Field label={t("editor.address")} value={text} onChange={setText} autoFocus placeholder="https://" error={wrong ? t("editor.address_wrong") : undefined} />
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          {href !== "" && <Button look="danger" onPress={() => onDone("")}>{t("editor.unlink")}</Button>}
          <Button look="primary" type="submit">{t("ui.save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function PictureDialog({ onClose, onDone }: { onClose: () => void; onDone: (src: string, alt: string, caption: string) => void }) {
  const t = useT();
  const [src, setSrc] = useState("");
  const [alt, setAlt] = useState("");
  const [caption, setCaption] = useState("");
  const [tried, setTried] = useState(false);
  const known = safeSource(src);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (known && alt.trim() !== "") onDone(known, alt.trim(), caption.trim());
  };
  return (
    <Dialog title={t("editor.picture")} isOpen onClose={onClose}>
      <form onSubmit={send} style={{ display: "grid", gap: 16 }}>
        <Field label={t("editor.picture_address")} value={src} onChange={setSrc} autoFocus placeholder="https://" error={tried && !known ? t("editor.address_wrong") : undefined} />
        <Field label={t("editor.alt")} hint={t("editor.alt_hint")} value={alt} onChange={setAlt} error={tried && alt.trim() === "" ? t("invalid.required") : undefined} />
        <Field label={t("editor.caption")} value={caption} onChange={setCaption} lines={2} />
        <div style={{ display: "flex", justifyContent: "flex-end" }}><Button look="primary" type="submit">{t("editor.insert")}</Button></div>
      </form>
    </Dialog>
  );
}
