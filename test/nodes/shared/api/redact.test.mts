import fc from 'fast-check';

import { failureOf } from '../../../../nodes/shared/api/failure';
import type { Failure } from '../../../../nodes/shared/api/failure';
import { redact, secretsIn } from '../../../../nodes/shared/api/redact';
import { randomRuns } from '../../../randomRuns.mts';

describe('a secret is removed', () => {
	test.each([
		'Bearer opaque-token-000000001',
		'Bearer%20opaque-token-000000001',
		'Authorization: Basic c2VjcmV0OnNlY3JldDE=',
		'access_token=opaque-1',
		'"accessToken":"opaque-1"',
		'{"AccessToken": "opaque-1"}',
		'{\\"access_token\\":\\"opaque-1\\"}',
		'access_token%3Dopaque-1',
		"refresh_token='opaque-1'",
		'{"RefreshToken":["opaque-1"]}',
		'id_token: opaque-1',
		'client_secret=opaque-1&x=y',
		'"ClientSecret" : "opaque-1"',
		'client_assertion=opaque-1',
		'password=opaque-1',
		'Ocp-Apim-Subscription-Key: opaque-1',
		'code_verifier=opaque-1',
		'device_code=opaque-1',
		'https://x/?code=opaque-code-00000000001&state=1',
		'"code":"opaque-code-00000000001"',
		'https://x/?sv=1&sig=opaque-1',
		'Cookie: a=opaque-1; b=opaque-1',
		'"Set-Cookie":"a=opaque-1; Path=/"',
	])('%s', (text) => {
		const clean = redact(`It said: ${text}`);

		expect(clean).toContain('[removed]');
		expect(clean).not.toMatch(/opaque|c2Vj/);
	});

	test.each([
		['a JSON Web Token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl'],
		['an encrypted token', 'eyJhbGciOiJub25lIn0.a-1.b-2.c-3.d-4'],
		['a refresh token of Microsoft Entra', '0.AXcAabcdefghijk-lmnop.AgABAAEAAAD'],
		['a client secret of Microsoft Entra', 'abc8Q~abcdefghijklmnopqrstuvwxyz.ABCDE_f'],
		['anything long and random', 'ux40VWW-JfLbbla1nWCzWXYoFiifnFegPtffsTx78ac'],
	])('%s without a name', (_name, secret) => {
		expect(redact(`Not accepted: ${secret}, sorry`)).toBe('Not accepted: [removed], sorry');
	});
});

test.each([
	'Country code=DE, postal code: 98052, code: SolutionIdRequired',
	'The Bearer token has no role.',
	'/details/requirements/solutions/0/closingDateTime must be a date (was 2026-01-01T00:00:00Z)',
	'Referral 9f8bed52-e4df-4d0c-9ca6-929a187b0731 was not found',
	'additionalFields.closingDateTime is invalid',
	'Basic support is not available',
])('an ordinary text is left as it is: %s', (text) => {
	expect(redact(text)).toBe(text);
});

const secret = fc.stringMatching(/^[\w.~+/=$%&"'<>\\-]{8,60}$/);
const around = fc.string({ maxLength: 30 });

const inForm = (value: string) => new URLSearchParams([['', value]]).toString().slice(1);

/** Bodies that contain a secret, between other characters where that is possible. */
const BODIES: Array<(value: string, before: string, after: string) => unknown> = [
	(value, before, after) => ({
		error: { code: value, message: before + value + after, target: value },
	}),
	(value, before, after) => ({
		code: 1,
		description: `${before}${encodeURIComponent(value)}${after}`,
		data: [value],
	}),
	(value, before) => ({ error: { message: `${before}?${inForm(value)}` } }),
	(value, before) => ({ Message: before, ModelState: { [value]: [value] } }),
	(value, before, after) => ({ title: value, errors: { name: [`${before}${value}${after}`] } }),
	(value) => ({ 'odata.error': { code: '', message: { value } } }),
	(value, before) => ({ unknown: { [`${before}x`]: value } }),
	(value) => JSON.stringify({ unknown: value }),
	(value) => ({ message: JSON.stringify({ error: { message: value } }) }),
	(value) => ({ message: `${value}"` }),
	(value) => `"${value}"`,
	(value) => `${value}"`,
	(value, before) => `<html><title>${before}</title>${value}</html>`,
	(value, before) => `<p>${before} <code>${value}</code></p>`,
	(value, before, after) => new TextEncoder().encode(`${before} ${value} ${after}`),
	(value) => new TextEncoder().encode(JSON.stringify({ message: value })).buffer,
];

/** What a failure shows of an answer. */
const textsOf = ({ codes, text, target = '', requestId = '' }: Failure) => [
	...codes,
	text,
	target,
	requestId,
];

/** Expects that none of the texts contains the secret, not even without its first and last character. */
function expectRemoved(texts: string[], value: string, around: string): void {
	const inner = value.slice(1, -1);
	if (around.includes(inner)) return;
	for (const spelling of [inner, encodeURIComponent(inner), inForm(inner)]) {
		expect(texts.filter((text) => text.includes(spelling))).toEqual([]);
	}
}

test.each(BODIES)('a known secret is removed, wherever a body contains it (%#)', (bodyOf) => {
	fc.assert(
		fc.property(
			secret,
			around,
			around,
			fc.constantFrom(400, 401, 500),
			(value, before, after, status) => {
				const headers = { 'request-id': value };
				const response = { status, headers, data: bodyOf(value, before, after) };

				const failure = failureOf({ message: '', cause: { response } }, [value]);

				expectRemoved(textsOf(failure), value, `${before} ${after}`);
			},
		),
		randomRuns({ short: 40, long: 3_000 }),
	);
});

test.each(BODIES)('the same in an answer of the token endpoint (%#)', (bodyOf) => {
	fc.assert(
		fc.property(secret, around, (value, before) => {
			const cause = { code: 'EAUTH', status: 401, body: bodyOf(value, before, '') };

			const failure = failureOf({ message: '', cause }, [value]);

			expectRemoved(textsOf(failure), value, before);
		}),
		randomRuns({ short: 20, long: 1_000 }),
	);
});

test('a body that is nested too deeply to be searched is still read at its top', () => {
	const deep = JSON.parse(`${'['.repeat(20_000)}"secret-1"${']'.repeat(20_000)}`) as unknown;
	const response = { status: 400, headers: {}, data: { error: { code: 'TooDeep', deep } } };

	expect(failureOf({ cause: { response } }, ['secret-1'])).toMatchObject({ codes: ['TooDeep'] });
});

test.each([
	['last=1714564800', JSON.stringify({ time: 1714564800, error: { code: 'X1' } })],
	['mode=message', { code: 'X1', message: 'It failed' }],
])('a cookie %s hides no code', (cookie, data) => {
	const response = { status: 400, headers: { 'set-cookie': [cookie] }, data };

	expect(failureOf({ cause: { response } })).toMatchObject({ codes: ['X1'] });
});

test('a secret whose escapes are in lower case is removed', () => {
	const data = { message: `Got ${encodeURIComponent('a+b/c~d=').toLowerCase()}` };

	expect(
		failureOf({ cause: { response: { status: 400, headers: {}, data } } }, ['a+b/c~d=']).text,
	).toBe('Got [removed].');
});

test('a cookie that the answer sets is removed from its body', () => {
	const response = {
		status: 400,
		headers: { 'set-cookie': ['session=value-of-it; Path=/; HttpOnly'] },
		data: { message: 'Session value-of-it is over' },
	};

	expect(failureOf({ cause: { response } }).text).toBe('Session [removed] is over.');
});

test('the secrets of a credential are its client secret and its tokens', () => {
	expect(
		secretsIn({
			clientId: 'simulator',
			clientSecret: 'client-secret',
			oauthTokenData: {
				token_type: 'Bearer',
				access_token: 'access-1',
				refresh_token: 'refresh-1',
				id_token: 'identity-1',
				scope: 'openid offline_access',
			},
		}),
	).toEqual(['client-secret', 'access-1', 'refresh-1', 'identity-1']);
	expect(secretsIn({})).toEqual([]);
});
