// A client that a test kills: opens a session whose script never ends, and says so.
import { connect } from '../../src/app/connect.ts';

const [port, userName, idleTimeout] = process.argv.slice(2);
const pool = await connect({
  computerName: '127.0.0.1',
  port: Number(port),
  credential: { userName: userName!, password: process.env['PSREMOTING_PASSWORD']! },
  idleTimeout: Number(idleTimeout),
});
for await (const _ of pool.start("'begun'; while ($true) { }")) process.stdout.write('running\n');
