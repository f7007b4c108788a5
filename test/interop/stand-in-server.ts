// A program that serves the scripted stand-in engine on its standard streams, for a foreign client to drive.
import { InformationalRecord, InformationRecord, ProgressRecord } from '../../src/psobject/records.ts';
import { DateTime, type SecureString } from '../../src/psobject/values.ts';
import { privateData } from '../../src/runspace/private-data.ts';
import { serveOutOfProcess } from '../../src/transport/out-of-process/out-of-process-server.ts';
import { errorRecord, type Script, scriptedEngine } from '../client/scripted-engine.ts';

const scripts: Record<string, Script> = {
  streams: async ({ write }) => {
    await write('output', 'output');
    await write('error', errorRecord('error', 'MyId'));
    await write('warning', new InformationalRecord('Warning', 'warning'));
    await write('verbose', new InformationalRecord('Verbose', 'verbose'));
    await write('debug', new InformationalRecord('Debug', 'debug'));
    const information = new InformationRecord('information', 'stand-in');
    // PowerShell's client does without everything but the time.
    information.timeGenerated = new DateTime(637_000_000_000_000_000n, 'Utc');
    await write('information', information);
    await write('progress', new ProgressRecord('activity', 'status'));
  },
  throw: async ({ write }) => {
    await write('output', 'before');
    throw new Error('boom');
  },
  echo: async ({ input, write }) => {
    for await (const value of input) await write('output', value);
  },
  endless: async ({ write, stopped }) => {
    for (let i = 0; !stopped.aborted; i++) await write('output', i);
  },
  host: async ({ callHost, write }) => {
    await write('output', (await callHost('ReadLine')).result);
    await write('output', ((await callHost('ReadLineAsSecureString')).result as SecureString).reveal());
    void callHost('WriteLine2', ['line']);
    void callHost('WriteProgress', [1n, new ProgressRecord('activity', 'status')]);
    const choices = [{ label: '&Yes', helpMessage: '' }, { label: '&No' }];
    await write('output', (await callHost('PromptForChoice', ['Caption', 'Message', choices, 1])).result);
    const field = { name: 'Field', parameterTypeName: 'String', parameterTypeFullName: 'System.String' };
    const filled = (await callHost('Prompt', ['Caption', 'Message', [field]])).result as Map<string, unknown>;
    await write('output', filled.get('Field'));
    const { result } = await callHost('PromptForCredential2', ['Caption', 'Message', 'me', 'target', 1, 1]);
    await write('output', result);
    const { error } = await callHost('ReadKey', [4]);
    await write('output', error?.exception.message);
  },
  big: async ({ write }) => {
    await write('output', 'x'.repeat(300_000));
    for (let i = 0; i < 5000; i++) await write('output', i);
  },
};

const engine = scriptedEngine(scripts, { privateData: privateData() });
await serveOutOfProcess(engine, { input: process.stdin, output: process.stdout });
