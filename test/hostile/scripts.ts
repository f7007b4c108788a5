// Scripts that must harm nobody but their own session, and how each ends.

export type Ending =
  /** Runs until it is stopped. */
  | 'stop'
  /** Runs until it is stopped, or until its memory is full, whichever comes first. */
  | 'stop or memory'
  /** What it does cannot be interrupted: its thread is ended when it does not stop in time. */
  | 'thread'
  /** As `thread`, but even the thread does not end: its process is killed. */
  | 'process'
  /** Ends by itself, with the session, when its memory is full. */
  | 'memory'
  /** Ends by itself with an error that the script could have caught. */
  | 'error'
  /** Ends by itself; the client cannot read what it gives, and says so. */
  | 'unreadable'
  | 'completes';

export interface HostileScript {
  readonly name: string;
  readonly text: string;
  readonly ending: Ending;
  /** The client does not read. */
  readonly isUnread?: boolean;
}

/** @param pipe path of a named pipe that nobody writes. @param mark makes the processes of a run known, a number of seconds. */
export function hostileScripts(pipe: string, mark: string): readonly HostileScript[] {
  const forks = `trap "" TERM INT HUP; for i in $(seq 200); do (trap "" TERM INT HUP; sleep ${mark}) & done; wait`;
  return [
    { name: '1 an endless loop', ending: 'stop', text: 'while ($true) { }' },
    {
      name: '2 an array that grows',
      ending: 'stop or memory',
      text: "$a = @(); while ($true) { $a += ,('x' * 1000000) }",
    },
    {
      name: '3 a hashtable that grows',
      ending: 'stop or memory',
      text: '$h = @{}; for ($i = 0; ; $i++) { $h["key$i"] = $i }',
    },
    { name: '4 a string that doubles', ending: 'stop or memory', text: "$s = 'x'; while ($true) { $s += $s }" },
    { name: '5 endless recursion', ending: 'error', text: 'function f { f }; f' },
    { name: '6 a catastrophic pattern', ending: 'thread', text: "('a' * 40 + '!') -match '^(a+)+$'" },
    { name: '7 sorting twenty million numbers', ending: 'stop or memory', text: '1..20000000 | Sort-Object' },
    { name: '8a JSON five million deep', ending: 'error', text: "('[' * 5000000) | ConvertFrom-Json" },
    {
      name: '8b JSON of twenty million numbers',
      ending: 'stop or memory',
      text: "('[' + ('1,' * 20000000) + '1]') | ConvertFrom-Json",
    },
    {
      name: '9 buffers outside the heap',
      ending: 'memory',
      text: '$l = [System.Collections.Generic.List[byte[]]]::new(); while ($true) { $l.Add([byte[]]::new(10000000)) }',
    },
    {
      name: '10 joins that grow',
      ending: 'stop or memory',
      text: "$s = ''; while ($true) { $s += 1..10000000 -join ',' }",
    },
    { name: '11a a pipe that nobody writes', ending: 'stop', text: `Get-Content '${pipe}'` },
    { name: '11b the same pipe, read by .NET', ending: 'process', text: `[System.IO.File]::ReadAllText('${pipe}')` },
    { name: '12 a million parentheses', ending: 'error', text: "[scriptblock]::Create('(' * 1000000)" },
    { name: '13 endless output', ending: 'stop', text: "while ($true) { 'x' * 1000 }", isUnread: true },
    {
      name: '14a an object that holds itself',
      ending: 'completes',
      text: '$o = [pscustomobject]@{}; $o | Add-Member Self $o; $o',
    },
    {
      name: '14b an object nested 100,000 deep',
      ending: 'unreadable',
      text: '$o = 1; foreach ($i in 1..100000) { $o = [pscustomobject]@{ Inner = $o } }; $o',
    },
    { name: '15a endless jobs', ending: 'stop', text: 'while ($true) { Start-Job { Start-Sleep 1000 } }' },
    { name: '15b children that ignore signals', ending: 'stop', text: `/bin/sh -c '${forks}'` },
    {
      name: '16 names as keys',
      ending: 'completes',
      text: "@{ '__proto__' = 1; 'constructor' = 2 }; $__proto__ = 5; [pscustomobject]@{ __proto__ = 1; toString = 2 }",
    },
  ];
}
