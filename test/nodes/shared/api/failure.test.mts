import { partnerCenter, run } from './failedChange.mts';

test('what no answer came for is not put into the service’s mouth', async () => {
	partnerCenter.simulator.fault({ connection: 'reset' });

	const { error } = await run();

	expect(error?.message).toMatch(/^The connection was lost, and it is unknown whether/);
	expect(error?.description).not.toContain('reason');
});

test('a 401 with 900421 names multifactor authentication', async () => {
	partnerCenter.simulator.fault({ status: 401, shape: 'mfa', times: Infinity });

	const { error } = await run();

	expect(error?.message).toMatch(/multifactor authentication \(MFA\).*\(401 900421\) \[item 0\]$/);
	expect(error?.description).toContain('connect it again');
});

test('a 401 without it says to connect the credential again', async () => {
	partnerCenter.simulator.fault({ status: 401, times: Infinity });

	const { error } = await run();

	expect(error?.message).toContain('did not accept the sign-in');
	expect(error?.description).toContain('connect it again');
});

test('a 403 names the two roles', async () => {
	partnerCenter.simulator.fault({ status: 403 });

	const { error } = await run();

	expect(error?.description).toContain('"Referrals admin"');
	expect(error?.description).toContain('"Referrals user"');
});

test('a code that is nested in innerError counts, and is shown', async () => {
	partnerCenter.simulator.fault({
		status: 401,
		times: Infinity,
		body: {
			error: {
				code: 'unauthenticated',
				message: 'No.',
				innerError: { code: 900421, message: 'MFA' },
			},
		},
	});

	const { error } = await run();

	expect(error?.message).toContain('(401 900421)');
	expect(error?.message).toMatch(/^No\. MFA\. /);
});

test('the field that the service names is passed on', async () => {
	partnerCenter.simulator.fault({
		status: 400,
		body: { error: { code: 'invalidRequest', message: 'No.', target: 'details.currency' } },
	});

	const { error } = await run();

	expect(error?.description).toContain('"details.currency"');
});

test('of a body without words, the body itself is shown', async () => {
	partnerCenter.simulator.fault({ status: 400, body: { error: null, code: 7, data: [[]] } });

	const { error } = await run();

	expect(error?.message).toBe(
		'{"code":7,"data":[[]]}. Partner Center did not accept the change (400 7) [item 0]',
	);
});
