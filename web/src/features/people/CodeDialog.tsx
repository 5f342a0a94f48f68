import { useI18n } from "@/app/i18n";
import { Banner, Button, Dialog, Field, Time, toast } from "@/ui";

export type Shown = { kind: "invitation" | "access"; name: string; login: string; code: string; until: string | null };

/** A code that is shown once. For an invitation it travels behind the # of the link, so that no server log keeps it. */
export function CodeDialog({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const { t } = useI18n();
  const text = shown.kind === "invitation" ? `${window.location.origin}/join#${encodeURIComponent(shown.code)}` : shown.code;
  const copy = () => void navigator.clipboard.writeText(text).then(() => toast(t("ui.copied")));
  return (
    <Dialog title={t(shown.kind === "invitation" ? "code.invitation" : "code.access", { name: shown.name })} isOpen onClose={onClose} sticky
      foot={<><Button icon="copy" onPress={copy}>{t("ui.copy")}</Button><Button look="primary" onPress={onClose}>{t("code.done")}</Button></>}>
      <Banner tone="warn">{t("code.once")}</Banner>
      <p>{t(shown.kind === "invitation" ? "code.invitation_text" : "code.access_text", { name: shown.name, login: shown.login })}</p>
      <Field label={t(shown.kind === "invitation" ? "code.link" : "recover.code")} value={text} isReadOnly />
      {shown.until && <p className="muted">{t("code.until")} <Time at={shown.until} /></p>}
    </Dialog>
  );
}
