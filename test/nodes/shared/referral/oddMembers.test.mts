import { isMicrosoftReferral } from '../../../../nodes/shared/referral/microsoftReferral';
import { isOnTeam } from '../../../../nodes/shared/referral/team';

/** What a service can put into JSON where a text is expected; some can't be converted to a text. */
const ODD: unknown[] = [
	null,
	undefined,
	{},
	[],
	['a@contoso.com'],
	{ toString: 1 },
	{ toString: 1, valueOf: 1 },
];

test.each(ODD)('a member whose email is %j is no one, and hides no one', (email) => {
	const team = [{ email }, null, 'x', { email: ' A@Contoso.com ' }] as never;

	expect(isOnTeam({ team }, 'a@contoso.com')).toBe(true);
	expect(isOnTeam({ team }, 'b@contoso.com')).toBe(false);
});

test.each(ODD)('a target whose ID is %j is not Microsoft, and does not hide it', (id) => {
	expect(isMicrosoftReferral({ target: [{ id }] as never })).toBe(false);
	expect(isMicrosoftReferral({ target: [{ id }, { id: 'MSFT' }] as never })).toBe(true);
});
