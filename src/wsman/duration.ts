// xs:duration as WS-Management uses it, days to seconds, in milliseconds; Windows writes `PT60.000S`.

const DURATION = /^P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,15}(?:\.\d{1,9})?)S)?)?$/;
const UNITS = [86_400_000, 3_600_000, 60_000, 1000] as const;

/** Milliseconds of a duration; undefined for what is none, is negative, or counts months or years. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  if (match === null || /[PT]$/.test(text.trim())) return undefined;
  const milliseconds = UNITS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0);
  return Math.round(milliseconds);
}

/** A duration in seconds with three decimals. */
export function formatDuration(milliseconds: number): string {
  return `PT${(milliseconds / 1000).toFixed(3)}S`;
}

/** The form that Windows uses for how long a shell has run: whole seconds, split into days to seconds. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `P${Math.floor(seconds / 86_400)}DT${Math.floor(seconds / 3600) % 24}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
}
