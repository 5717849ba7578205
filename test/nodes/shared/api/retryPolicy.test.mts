import { failureOf } from '../../../../nodes/shared/api/failure';
import { loadShownByFailure, nextStep, verdictOn } from '../../../../nodes/shared/api/retryPolicy';

/** An error as n8n throws it when the HTTP client failed with this one. */
const thrown = (cause: object) => failureOf({ message: 'The connection failed', cause });

describe('a network error', () => {
	test.each(['ECONNREFUSED', 'EAI_AGAIN'])('%s means that nothing was sent', (code) => {
		expect(verdictOn(thrown({ code }))).toBe('notExecuted');
	});

	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'])(
		'%s means that nothing was sent if it comes from connecting',
		(code) => {
			expect(verdictOn(thrown({ code, syscall: 'connect' }))).toBe('notExecuted');
			expect(verdictOn(thrown({ code, message: `connect ${code} 10.0.0.1:443` }))).toBe(
				'notExecuted',
			);
		},
	);

	test.each([
		{ code: 'EHOSTUNREACH', syscall: 'read' },
		{ code: 'ENETUNREACH', syscall: 'write' },
		{ code: 'ENETDOWN', message: 'read ENETDOWN' },
		{ code: 'EHOSTUNREACH' },
		{ code: 'ECONNRESET', syscall: 'read' },
		{ code: 'EPIPE', syscall: 'write' },
		{ code: 'ETIMEDOUT', syscall: 'connect' },
	])('%j leaves open whether the request was executed', (cause) => {
		expect(verdictOn(thrown(cause))).toBe('unknown');
		expect(nextStep('POST', thrown(cause))).toBe('stop');
		expect(nextStep('PATCH', thrown(cause))).toBe('readBack');
		expect(nextStep('GET', thrown(cause))).toBe('resend');
	});

	test.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
		'%s is final',
		(code) => {
			expect(verdictOn(thrown({ code }))).toBe('final');
		},
	);
});

test.each([400, 409, 412, 422])(
	'a %d on the repetition of a change is read back, but final otherwise',
	(status) => {
		const failure = { status };

		expect(nextStep('PATCH', failure, true)).toBe('readBack');
		expect(nextStep('PATCH', failure)).toBe('stop');
		expect(nextStep('POST', failure, true)).toBe('stop');
	},
);

test.each([
	[{ status: 429 }, 'throttled'],
	[{ status: 503 }, 'overloaded'],
	[{ status: 404 }, 'normal'],
	[{ status: 412 }, 'normal'],
	[{ status: 500 }, 'unknown'],
	[{ status: 504 }, 'unknown'],
	[{ connection: 'ECONNRESET' }, 'unknown'],
	[{ connection: 'ECONNREFUSED' }, 'unknown'],
	[{ status: 429, problem: 'signIn' as const }, 'unknown'],
	[{ status: 503, problem: 'signIn' as const }, 'unknown'],
])('%j shows a load that is %s', (failure, load) => {
	expect(loadShownByFailure(failure)).toBe(load);
});
