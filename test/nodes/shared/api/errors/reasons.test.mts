import type { FailureShape } from '../../../../simulator/simulator.mts';
import { partnerCenter, run } from '../failedChange.mts';

const REASON = 'The deal value must be positive.';
const CODE = 'DealValueNotPositive';

describe.each([400, 401, 403, 404, 409, 422, 429, 500, 503])('status %d', (status) => {
	test.each<[FailureShape, boolean]>([
		['partnerApi', true],
		['partnerCenter', true],
		['gateway', false],
		['problemDetails', true],
		['modelState', false],
		['odata', true],
		['errors', true],
		['details', true],
		['pascalCase', true],
		['jsonAsText', true],
		['jsonInJson', true],
		['text', false],
	])(
		'the reason leads the message in the format %s, and the code comes last',
		async (shape, hasCode) => {
			partnerCenter.simulator.fault({
				status,
				shape,
				message: REASON,
				code: CODE,
				times: Infinity,
			});

			const { error } = await run();

			const code = hasCode ? ` ${CODE}` : '';
			expect(error?.message).toMatch(new RegExp(`\\(${status}${code}\\) \\[item 0\\]$`));
			expect(error?.message.indexOf(REASON)).toBeLessThan(50);
			expect(error?.message).toContain(REASON);
			expect(error?.description).toMatch(/ Request ID: [\w-]+\.$/);
		},
	);
});

test.each([
	['a title and a sentence', '<title>Blocked</title><p>The proxy does <b>not</b> allow PATCH.</p>'],
	[
		'a script',
		'<script>var a = "<p>";</script><h1>Blocked</h1><p>The proxy does not allow PATCH.</p>',
	],
	['XML', '<?xml version="1.0"?><e><m>Blocked</m><m>The proxy does not allow PATCH.</m></e>'],
	['entities', '<h1>Blocked</h1>The proxy does&nbsp;not allow &#80;ATCH.'],
])('of a page, only the words are shown: %s', async (_name, body) => {
	partnerCenter.simulator.fault({ status: 400, body, headers: { 'Content-Type': 'text/html' } });

	const { error } = await run();

	expect(error?.message).toBe(
		'Blocked. The proxy does not allow PATCH. Partner Center did not accept the change (400) [item 0]',
	);
});

test('a body in an unknown format is shown, shortened and without its secrets', async () => {
	partnerCenter.simulator.fault({
		status: 400,
		body: {
			fault: { reasonPhrase: 'No such plan', access_token: 'abc.def' },
			more: 'x'.repeat(900),
		},
	});

	const { error } = await run();

	expect(error?.message).toContain('No such plan');
	expect(error?.message).toContain('…');
	expect(error?.message).not.toContain('abc.def');
	expect(`${error?.message}${error?.description}`.length).toBeLessThan(1500);
});

test('a long reason is shortened in the message, and complete in the description', async () => {
	const reason = `The plan ${'is very long and '.repeat(20)}ends here.`;
	partnerCenter.simulator.fault({ status: 400, message: reason });

	const { error } = await run();

	expect(error?.message).toMatch(/^The plan is very long .*… Partner Center did not accept/);
	expect(error?.description).toContain(reason);
});

test('without a body, the reason comes from the challenge', async () => {
	partnerCenter.simulator.fault({
		status: 401,
		shape: 'empty',
		times: Infinity,
		headers: {
			'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The audience is wrong"',
		},
	});

	const { error } = await run();

	expect(error?.message).toMatch(
		/^The audience is wrong\. Partner Center did not accept the sign-in/,
	);
});

describe('MFA (900421) is recognized', () => {
	const MFA = /multifactor authentication \(MFA\).* \(401 900421\) \[item 0\]$/;

	test.each([
		['as a text', { code: '900421', description: 'No.' }],
		['as a number', { code: 900421, description: 'No.' }],
		['in Pascal case', { Code: 900421, Description: 'No.' }],
		['nested', { error: { code: 'no', innerError: { innererror: { code: 900421 } } } }],
		['not as the innermost code', { error: { code: 900421, innerError: { code: 'other' } } }],
		['in details', { error: { code: 'no', details: [{ code: '900421' }] } }],
		['in data', { code: 401, description: 'No.', data: ['900421'] }],
		['in an object in data', { code: 401, description: 'No.', data: [{ errorCode: 900421 }] }],
		['in words', { message: 'Access denied (error code: 900421).' }],
		['in a member of another name', { reason: { number: 900421 } }],
		['in a plain text', 'Error 900421: MFA required'],
		['in a page', '<html><body><p>Error 900421</p></body></html>'],
	])('%s', async (_name, body) => {
		partnerCenter.simulator.fault({ status: 401, body, times: Infinity });

		const { error } = await run();

		expect(error?.message).toMatch(MFA);
		expect(error?.description).toContain('connect it again');
	});

	test('in the challenge', async () => {
		partnerCenter.simulator.fault({
			status: 401,
			shape: 'empty',
			times: Infinity,
			headers: { 'WWW-Authenticate': 'Bearer error="insufficient_claims", error_code="900421"' },
		});

		const { error } = await run();

		expect(error?.message).toMatch(MFA);
	});

	test('but not in a value', async () => {
		partnerCenter.simulator.fault({ status: 400, message: 'The value 900421 is too high.' });

		const { error } = await run();

		expect(error?.message).not.toContain('MFA');
	});
});

test('a 409 on create shows the reason, and names no other user', async () => {
	const message = 'A referral with this external reference ID exists.';
	partnerCenter.simulator.fault({ status: 409, message, code: 'Duplicate' });

	const { error } = await partnerCenter.run({
		operation: 'create',
		inputMode: 'json',
		referralJson: {
			type: 'Independent',
			customerProfile: { name: 'Contoso', address: { country: 'US' } },
			consent: {},
			details: { requirements: { solutions: [{ id: 'SOL-1', name: 'Migration', type: 'Name' }] } },
		},
	});

	expect(error?.message).toBe(
		`${message} Partner Center did not create the referral because of a conflict (409 Duplicate) [item 0]`,
	);
	expect(error?.description).toContain('Nothing was created.');
	expect(`${error?.message}${error?.description}`).not.toMatch(
		/another user|some(body|one)|colleague/i,
	);
});
