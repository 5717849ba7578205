import type { Description } from '../../shared/api/describe';
import type { ItemState, Tally } from './tally';

/**
 * The message of an item that the execution did not finish because it was canceled. n8n recognizes a canceled execution
 * by the word "canceled".
 *
 * @param own what became of the item, if the message is about it, and not about the whole run
 */
export function canceled(tally: Tally, own?: ItemState): Description {
	const message = ['The execution was canceled.', own && OWN[own], summary(tally)];
	return {
		message: message.filter(Boolean).join(' '),
		description: advice(tally.itemsIn('mayBeSent')),
	};
}

const OWN: Partial<Record<ItemState, string>> = {
	mayBeSent: 'This item may have been sent.',
	interrupted: 'This item was not finished.',
	notStarted: 'This item was not started.',
};

/** `3 of 20 items were done, 5 may have been sent, and 12 were not started.` */
function summary(tally: Tally): string {
	const { size } = tally;
	const done = tally.count('done');
	const failed = tally.count('failed') + tally.count('invalid');
	const interrupted = tally.count('interrupted');
	const notStarted = tally.count('notStarted');
	const parts = [
		`${done} of ${size} ${size === 1 ? 'item' : 'items'} ${were(size === 1 ? 1 : done)} done`,
		failed > 0 && `${failed} failed`,
		`${tally.count('mayBeSent')} may have been sent`,
		interrupted > 0 && `${interrupted} ${were(interrupted)} not finished`,
	].filter(Boolean);
	return `${parts.join(', ')}, and ${notStarted} ${were(notStarted)} not started.`;
}

function were(count: number): string {
	return count === 1 ? 'was' : 'were';
}

const MAX_SHOWN_ITEMS = 20;

function advice(mayBeSent: number[]): string {
	if (mayBeSent.length === 0) return 'Run the workflow again for the items that were not done.';
	const shown = mayBeSent.slice(0, MAX_SHOWN_ITEMS).join(', ');
	const rest = mayBeSent.length > MAX_SHOWN_ITEMS ? ', …' : '';
	return `Check the referrals of the items that may have been sent before you run these items again. Their numbers, counted from 0: ${shown}${rest}.`;
}
