// APPLICATION_PRIVATE_DATA (MS-PSRP 2.2.2.13).
import { dictionary, nullable } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** What the server tells of itself when the pool opens ($PSVersionTable and the like). */
export const applicationPrivateData = bagMessage('APPLICATION_PRIVATE_DATA', 'runspacePool', 'toClient', {
  data: ['ApplicationPrivateData', nullable(dictionary)],
});
export type ApplicationPrivateData = MessageOf<typeof applicationPrivateData>;
