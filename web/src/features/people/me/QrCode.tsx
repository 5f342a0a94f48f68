import qrcode from "qrcode-generator";
import { useMemo } from "react";

/** Black on white in every theme: cameras need it. One path, a unit per module, four units of quiet zone. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const code = qrcode(0, "M");
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    let drawn = "";
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) if (code.isDark(row, column)) drawn += `M${column + 4} ${row + 4}h1v1h-1z`;
    }
    return { path: drawn, size: count + 8 };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
