// Run as a program: locks a data folder, says so, and stays until it is killed.
import { lockDataFolder } from '../data-folder-lock.ts';

lockDataFolder(process.argv[2] ?? '');
process.stdout.write('held\n');
setInterval(() => undefined, 60_000);
