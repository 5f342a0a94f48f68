import "@/ui/tokens.css";
import "@/ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { preferredLocale, setLocale } from "@/app/i18n";
import { loadLook } from "@/app/theme";

loadLook();
await setLocale(preferredLocale());
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
