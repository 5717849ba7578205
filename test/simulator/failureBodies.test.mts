import { failureAnswer, type FailureShape } from './failureBodies.mts';

const message = 'There was an internal server error.';

test.each<[FailureShape, string | undefined, unknown]>([
	[
		'partnerApi',
		'application/json; charset=utf-8',
		JSON.stringify({
			error: {
				code: 'generalException',
				message,
				target: '',
				innerError: { code: 'generalException', message },
			},
		}),
	],
	[
		'partnerCenter',
		'application/json; charset=utf-8',
		JSON.stringify({
			code: 'generalException',
			description: message,
			data: [],
			source: 'PartnerApiServiceCore',
		}),
	],
	['gateway', 'application/json; charset=utf-8', JSON.stringify({ statusCode: 500, message })],
	['mfa', 'application/json; charset=utf-8', expect.stringContaining('"code":"900421"')],
	['problemDetails', 'application/json; charset=utf-8', expect.stringContaining('"detail":"There')],
	['modelState', 'application/json; charset=utf-8', expect.stringContaining('"ModelState":{')],
	['odata', 'application/json; charset=utf-8', expect.stringContaining('"value":"There was')],
	['errors', 'application/json; charset=utf-8', expect.stringContaining('{"errors":[{')],
	['details', 'application/json; charset=utf-8', expect.stringContaining('"details":[{')],
	['pascalCase', 'application/json; charset=utf-8', expect.stringContaining('"Message":"There')],
	['jsonAsText', 'text/plain; charset=utf-8', expect.stringContaining('"message":"There was')],
	['jsonInJson', 'application/json; charset=utf-8', expect.stringMatching(/^"\{\\"error/)],
	['empty', undefined, undefined],
	['text', 'text/plain; charset=utf-8', message],
	['html', 'text/html; charset=utf-8', expect.stringContaining('<h1>500 Proxy Error</h1>')],
])('a failure is written in the shape %s', (shape, type, body) => {
	const answer = failureAnswer({ status: 500 }, shape);
	expect(answer).toEqual({
		status: 500,
		headers: type === undefined ? {} : { 'Content-Type': type },
		body,
	});
});

test.each([
	[400, 'invalidRequest'],
	[401, 'unauthenticated'],
	[403, 'accessDenied'],
	[404, 'itemNotFound'],
	[405, 'invalidRequest'],
	[406, 'invalidRequest'],
	[409, 'resourceModified'],
	[410, 'itemNotFound'],
	[411, 'invalidRequest'],
	[412, 'preconditionFailed'],
	[413, 'invalidRequest'],
	[415, 'invalidRequest'],
	[416, 'invalidRequest'],
	[422, 'invalidRequest'],
	[423, 'accessDenied'],
	[429, 'serviceNotAvailable'],
	[500, 'generalException'],
	[501, 'generalException'],
	[502, 'generalException'],
	[503, 'serviceNotAvailable'],
	[504, 'generalException'],
	[507, 'generalException'],
	[509, 'serviceNotAvailable'],
	[599, 'generalException'],
])('the status %i says %s by default', (status, code) => {
	const answer = failureAnswer({ status });
	expect(answer.status).toBe(status);
	expect(JSON.parse(String(answer.body))).toMatchObject({ error: { code } });
});

test('a failure contains the given reason', () => {
	const answer = failureAnswer({
		status: 400,
		code: 'own',
		message: 'Own words.',
		target: 'field',
		headers: { 'Retry-After': '7' },
	});
	expect(answer.headers).toMatchObject({ 'Retry-After': '7' });
	expect(JSON.parse(String(answer.body))).toEqual({
		error: {
			code: 'own',
			message: 'Own words.',
			target: 'field',
			innerError: { code: 'own', message: 'Own words.' },
		},
	});
});
