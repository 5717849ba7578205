import type { FailureShape } from '../../../../simulator/simulator.mts';
import { simulatorClientSecret } from '../../../../simulator/simulator.mts';
import { partnerCenter, run } from '../failedChange.mts';

/** The secrets of the credential, before and after the node has run. */
const secrets = () =>
	[
		...Object.entries(partnerCenter.credential.data.oauthTokenData as Record<string, string>)
			.filter(([name]) => name.endsWith('_token'))
			.map(([, token]) => token),
		simulatorClientSecret,
	].filter(Boolean);

describe.each([400, 401, 500])('no secret of the credential gets out of a %d', (status) => {
	test.each<FailureShape>([
		'partnerApi',
		'partnerCenter',
		'gateway',
		'problemDetails',
		'modelState',
		'odata',
		'errors',
		'details',
		'pascalCase',
		'jsonAsText',
		'jsonInJson',
		'text',
	])('in the format %s', async (shape) => {
		const before = secrets();
		partnerCenter.simulator.fault({
			status,
			shape,
			times: Infinity,
			message: `You sent ${before.join(' and ')}.`,
			code: before[0],
			headers: { 'Request-ID': before[1] },
		});

		const { run: execution, error } = await run();

		const saved = JSON.stringify([execution, error, error?.message, error?.description]);
		for (const secret of [...before, ...secrets()]) expect(saved).not.toContain(secret);
		expect(error?.message).toContain('You sent [removed] and [removed]');
	});
});

test.each([
	['with a known code', 400, 'invalid_client', 'AADSTS7000215: '],
	['without one', 400, 'something', ''],
	['in a 500', 500, 'server_error', ''],
])('no secret gets out of the token endpoint, %s', async (_name, status, code, prefix) => {
	const before = secrets();
	partnerCenter.simulator.expireAccessTokens();
	partnerCenter.simulator.tokenFault({
		status,
		error: code,
		description: `${prefix}You sent ${before.join(' and ')}.`,
		times: Infinity,
	});

	const { run: execution, error } = await run();

	const saved = JSON.stringify([execution, error, error?.message, error?.description]);
	for (const secret of before) expect(saved).not.toContain(secret);
	expect(error?.description).toContain('[removed]');
});
