import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queries } from "@/api/query";
import { LocaleProvider } from "@/ui/Locale";
import { Toasts } from "@/ui/Toasts";
import { useI18n } from "./i18n";
import { router } from "./router";

export function App() {
  const { locale } = useI18n();
  return (
    <LocaleProvider locale={locale}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </LocaleProvider>
  );
}
