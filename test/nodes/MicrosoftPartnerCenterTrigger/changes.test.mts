import { withoutOutdated } from '../../../nodes/MicrosoftPartnerCenterTrigger/changes';

const at = (minute: number) => `2026-05-01T12:0${minute}:00.0000000Z`;

const referral = (id: string, minute: number) => ({
	id,
	eTag: `"${id}-${minute}"`,
	updatedDateTime: at(minute),
});

test('a reading that arrives after a newer one of another poll does not count', () => {
	const state = {
		cursor: at(5),
		from: at(2),
		seen: { a: ['"a-5"', at(5)] as [string, string] },
		known: { b: ['New/Pending', 1] as [string, number] },
	};
	const [older, same, newer] = [referral('a', 3), referral('a', 5), referral('a', 6)];
	const [beforeWindow, unknown] = [referral('b', 1), referral('c', 1)];

	expect(withoutOutdated([older, same, newer, beforeWindow, unknown], state)).toEqual([
		same,
		newer,
		unknown,
	]);
});
