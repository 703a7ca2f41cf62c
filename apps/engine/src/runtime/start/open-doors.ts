import { userInfo } from 'node:os';
import type { ServerAddress } from './server-address.ts';
import { createControlHandler } from '../../api/control/control-handler.ts';
import type { DecisionsPort } from '../../api/decisions-port.ts';
import { ControlSocket } from '../../api/control/control-socket.ts';
import { controlSocketPath } from '../../api/control/control-socket-path.ts';
import { createFaultReporter, type Logger } from '../../api/fault-reporter.ts';
import { createFrontDoor, type FrontDoor } from '../../api/front-door.ts';
import type { OperatorPort } from '../../api/operator-port.ts';
import type { ResearchPort } from '../../api/research-port.ts';
import { randomToken } from '../../adapters/system/random.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { Storage } from './open-storage.ts';

export interface OpenDoorsOptions {
  readonly operator: OperatorPort;
  readonly research: ResearchPort;
  readonly decisions: DecisionsPort;
  readonly storage: Storage;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly address: ServerAddress;
  readonly allowedHosts: readonly string[];
  readonly consoleOrigin: string | undefined;
  readonly logger: Logger;
}

export interface Doors {
  readonly front: FrontDoor;
  close(): Promise<void>;
}

function openFront(options: OpenDoorsOptions): Promise<FrontDoor> {
  const { consoleOrigin, storage, wall, address, ...rest } = options;
  return createFrontDoor({
    ...rest,
    ...address,
    auth: storage.auth,
    clock: wall,
    randomToken,
    ...(consoleOrigin === undefined ? {} : { consoleOrigin }),
  });
}

function createSocket({ operator, storage, logger }: OpenDoorsOptions, front: FrontDoor) {
  const handle = createControlHandler({
    operator,
    audit: storage.memory,
    auth: storage.auth,
    issueLink: () => front.issueLink(),
    createToken: (label) => front.createToken(label),
    actorName: `os:${userInfo().username}`,
  });
  const path = controlSocketPath(storage.folder);
  return new ControlSocket({ path, handle, reportFault: createFaultReporter(logger) });
}

/** The two ways in: one port for browsers and scripts, one socket for the command line. Throws FrontDoorError. */
export async function openDoors(options: OpenDoorsOptions): Promise<Doors> {
  const front = await openFront(options);
  const socket = createSocket(options, front);
  try {
    await socket.listen();
  } catch (error) {
    await front.close();
    throw error;
  }
  return {
    front,
    close: async () => {
      await socket.close();
      await front.close();
    },
  };
}
