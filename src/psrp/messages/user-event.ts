// USER_EVENT (MS-PSRP 2.2.2.12).
import { anything, guid, int32, list, nullable, string } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** An event that the client subscribed to with -Forward. */
export const userEvent = bagMessage('USER_EVENT', 'runspacePool', 'toClient', {
  eventIdentifier: ['PSEventArgs.EventIdentifier', int32],
  sourceIdentifier: ['PSEventArgs.SourceIdentifier', string],
  timeGenerated: ['PSEventArgs.TimeGenerated', anything],
  sender: ['PSEventArgs.Sender', nullable(anything)],
  sourceArgs: ['PSEventArgs.SourceArgs', list(anything)],
  messageData: ['PSEventArgs.MessageData', nullable(anything)],
  computerName: ['PSEventArgs.ComputerName', nullable(string)],
  runspaceId: ['PSEventArgs.RunspaceId', guid],
});
export type UserEvent = MessageOf<typeof userEvent>;
