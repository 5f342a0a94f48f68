import { useT } from "@/app/i18n";
import sheet from "./page.css?url";
import styles from "./body.module.css";

/** A fragment that the server rendered, as a page: in a frame that runs nothing, opens nothing and belongs to no origin. */
export function PageFrame({ html, title }: { html: string; title: string }) {
  const t = useT();
  const page = `<!doctype html><html><head><meta charset="utf-8"><base target="_blank"><link rel="stylesheet" href="${new URL(sheet, window.location.href).href}"></head><body><article>${html}</article></body></html>`;
  return <iframe className={styles["frame"]} sandbox="" srcDoc={page} title={t("ui.page_of", { headline: title })} />;
}
