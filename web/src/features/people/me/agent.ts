/** A browser's long name of itself in two words. Only for showing to people; nothing is decided by it. */
const browsers: [RegExp, string][] = [[/MicroMessenger\//, "WeChat"], [/Edg(?:e|A|iOS)?\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\/|FxiOS\//, "Firefox"], [/HeadlessChrome\/|Chrome\/|CriOS\//, "Chrome"], [/Safari\//, "Safari"], [/curl\//, "curl"]];
const systems: [RegExp, string][] = [[/HarmonyOS|OpenHarmony/, "HarmonyOS"], [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]];

export function describeAgent(agent: string): { browser: string; system: string; phone: boolean } {
  const pick = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1] ?? "";
  return { browser: pick(browsers), system: pick(systems), phone: /Mobile|iPhone|Android|HarmonyOS/.test(agent) };
}
