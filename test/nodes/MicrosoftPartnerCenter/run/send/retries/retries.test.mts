import { Retries } from '../../../../../../nodes/MicrosoftPartnerCenter/run/send/retries';
import type { Failure } from '../../../../../../nodes/shared/api/failure';

const failure = (requestedWait: number): Failure => ({
	kind: 'failure',
	codes: [],
	text: '',
	requestedWait,
});

test('retries can be taken until the maximum is reached', () => {
	const retries = new Retries(2);

	expect([retries.take(), retries.take(), retries.take()]).toEqual([true, true, false]);
	expect([new Retries(0).areOff, new Retries(1).areOff]).toEqual([true, false]);
});

test('a wait of up to two minutes is granted', () => {
	const retries = new Retries(1);

	expect(retries.takeAfter(failure(120_000))).toBe(120_000);
	expect(retries.rejectedWait).toBeUndefined();
	expect(retries.takeAfter(failure(0))).toBeUndefined();
});

test('a longer wait is rejected, remembered for the message, and takes no retry', () => {
	const retries = new Retries(1);

	expect(retries.takeAfter(failure(121_000))).toBeUndefined();
	expect(retries.rejectedWait).toBe(121_000);
	expect(retries.take()).toBe(true);
});
