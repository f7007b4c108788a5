// What the engine lends to conversions and .NET types while it runs (conversion/thread-context.ts).
import {
  convertTo,
  delegateSignature,
  type FormatProvider,
  NetDelegate,
  type ThreadContext,
} from '../conversion/index.ts';
import { PSObject } from '../psobject/ps-object.ts';
import { currentDirectoryOf } from './location.ts';
import { setProperty } from './members.ts';
import { scriptMethodOf } from './net-members.ts';
import type { Runspace } from './runspace.ts';
import type { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';

const ticksPerMillisecond = 10_000n;
const unixEpochTicks = 621_355_968_000_000_000n;

export function threadContextOf(runspace: Runspace, culture: FormatProvider): ThreadContext {
  const { environment, identity } = runspace;
  return {
    types: runspace.types,
    culture,
    uiCulture: culture,
    ofs() {
      const value = runspace.session.scope.lookup('ofs');
      return value === undefined || value === null ? ' ' : toText(value);
    },
    scriptBlockToDelegate(block, type) {
      const signature = delegateSignature(type);
      return new NetDelegate(
        type,
        (...args) => {
          const results = runspace.invokeBlock(block as ScriptBlock, {
            arguments: args,
            ...(args.length > 0 ? { dollarUnder: args[0] } : {}),
          });
          const value = results.length === 0 ? null : results.length === 1 ? results[0] : results;
          return signature.returnType.toString() === 'System.Void' ? value : convertTo(value, signature.returnType);
        },
        block,
      );
    },
    currentDirectory: () => currentDirectoryOf(runspace),
    environment: {
      get: (name) => environment.get(name),
      set: (name, value) => environment.set(name, value),
      entries: () => environment.entries(),
      machineName: identity.computerName,
      userName: identity.userName,
      userDomainName: identity.userDomain,
      homeDirectory: identity.homeDirectory,
      osDescription: identity.osDescription,
      processId: process.pid,
      kind: identity.kind,
    },
    utcNow: () => BigInt(Date.now()) * ticksPerMillisecond + unixEpochTicks,
    offsetMinutesAt: (utcTicks) =>
      -new Date(Number((utcTicks - unixEpochTicks) / ticksPerMillisecond)).getTimezoneOffset(),
    extendedToString(value) {
      if (!(value instanceof PSObject)) return undefined;
      const method = scriptMethodOf(value, 'ToString');
      return method === undefined ? undefined : toText(method([]));
    },
    setMember: (target, name, value) => setProperty(target, name, value),
  };
}
