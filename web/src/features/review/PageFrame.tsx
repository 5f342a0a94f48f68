import { useT } from "@/app/i18n";
import sheet from "./page.css?url";
import styles from "./review.module.css";

/** The signed fragment as a page, in a frame that runs nothing and belongs to no origin. */
export function PageFrame({ html, title }: { html: string; title: string }) {
  const t = useT();
  const page = `<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="${new URL(sheet, window.location.href).href}"></head><body><article>${html}</article></body></html>`;
  return <iframe className={styles["frame"]} sandbox="" srcDoc={page} title={t("review.page_of", { headline: title })} />;
}
