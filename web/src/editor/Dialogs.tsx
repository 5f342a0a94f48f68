import { useState, type FormEvent } from "react";
import { useT } from "@/app/i18n";
import { Button, Dialog, Field } from "@/ui";
import type { Picture } from "./commands";
import { completeHref } from "./href";
import { safeSource } from "./nodes";

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

export function PictureDialog({ picture, onClose, onDone }: { picture: Picture | null; onClose: () => void; onDone: (picture: Picture) => void }) {
  const t = useT();
  const [form, setForm] = useState<Picture>(picture ?? { src: "", alt: "", credit: "", caption: "" });
  const [tried, setTried] = useState(false);
  const known = safeSource(form.src);
  const field = (name: keyof Picture) => ({ value: form[name], onChange: (value: string) => setForm((before) => ({ ...before, [name]: value })) });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (known && form.alt.trim() !== "") onDone({ src: known, alt: form.alt.trim(), credit: form.credit.trim(), caption: form.caption.trim() });
  };
  return (
    <Dialog title={t("editor.picture")} isOpen onClose={onClose}>
      <form onSubmit={send} style={{ display: "grid", gap: 16 }}>
        <Field label={t("editor.picture_address")} hint={t("picture.elsewhere")} {...field("src")} autoFocus placeholder="https://" error={tried && !known ? t("editor.address_wrong") : undefined} />
        <Field label={t("editor.alt")} hint={t("editor.alt_hint")} {...field("alt")} error={tried && form.alt.trim() === "" ? t("invalid.required") : undefined} />
        {!picture && <Field label={t("editor.caption")} {...field("caption")} lines={2} />}
        <Field label={t("editor.credit")} {...field("credit")} />
        <div style={{ display: "flex", justifyContent: "flex-end" }}><Button look="primary" type="submit">{t(picture ? "ui.save" : "editor.insert")}</Button></div>
      </form>
    </Dialog>
  );
}
