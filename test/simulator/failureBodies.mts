import type { Answer } from './http/answer.mts';

export interface Failure {
	status: number;
	/** The service's own word for it; by default the usual one of the status. */
	code?: string;
	message?: string;
	/** The field or header that is to blame. */
	target?: string;
	/** Several values of one name are several lines. */
	headers?: Record<string, string | string[]>;
}

type Explained = Omit<Required<Failure>, 'headers'>;

interface Body {
	type?: string;
	text?: string;
}

/**
 * The default body of each status: the code of the Partner API ("Error codes" of the Partner API;
 * the last column of "Referrals API response codes" for the meaning).
 */
const explanations: Record<number, { code: string; message: string }> = {
	400: { code: 'invalidRequest', message: 'The request is malformed or incorrect.' },
	401: {
		code: 'unauthenticated',
		message: 'Required authentication information is either missing or not valid.',
	},
	403: { code: 'accessDenied', message: 'Access is denied to the requested resource.' },
	404: { code: 'itemNotFound', message: "The requested resource doesn't exist." },
	405: { code: 'invalidRequest', message: "The HTTP method isn't allowed on the resource." },
	406: { code: 'invalidRequest', message: "This service doesn't support the requested format." },
	409: { code: 'resourceModified', message: 'The current state conflicts with the request.' },
	410: { code: 'itemNotFound', message: 'The requested resource is no longer available.' },
	411: { code: 'invalidRequest', message: 'A Content-Length header is required.' },
	412: {
		code: 'preconditionFailed',
		message: "The If-Match header doesn't match the resource's current state.",
	},
	413: { code: 'invalidRequest', message: 'The request size exceeds the maximum limit.' },
	415: { code: 'invalidRequest', message: "The content type of the request isn't supported." },
	416: { code: 'invalidRequest', message: "The specified byte range isn't valid." },
	422: { code: 'invalidRequest', message: "The request can't be processed." },
	423: { code: 'accessDenied', message: 'The resource is locked.' },
	429: { code: 'serviceNotAvailable', message: 'Too many requests.' },
	500: { code: 'generalException', message: 'There was an internal server error.' },
	501: { code: 'generalException', message: "The requested feature isn't implemented." },
	502: { code: 'generalException', message: 'The gateway got no valid answer.' },
	503: { code: 'serviceNotAvailable', message: 'The service is temporarily unavailable.' },
	504: { code: 'generalException', message: 'The gateway got no answer in time.' },
	507: { code: 'generalException', message: 'The maximum storage quota has been reached.' },
	509: { code: 'serviceNotAvailable', message: 'The bandwidth limit was exceeded.' },
};

const shapes = {
	/** The Partner API's own ("Error responses" of the Partner API). */
	partnerApi: ({ code, message, target }) =>
		json({ error: { code, message, target, innerError: { code, message } } }),

	/** The general one ("Partner Center REST error codes"). */
	partnerCenter: ({ code, message }) =>
		json({ code, description: message, data: [], source: 'PartnerApiServiceCore' }),

	/** The throttling gateway's ("API throttling guidance for partners"). */
	gateway: ({ status, message }) => json({ statusCode: status, message }),

	/** Multifactor authentication is missing ("CSP technical changes, FY26 Q4"). */
	mfa: () =>
		json({
			code: '900421',
			description: 'The request requires multifactor authentication (MFA).',
			data: [],
			source: 'PartnerApiServiceCore',
		}),

	/** RFC 9457, as ASP.NET Core fills it in. */
	problemDetails: ({ status, code, message, target }) =>
		json({
			type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
			title: 'The request did not succeed.',
			status,
			detail: message,
			code,
			...(target && { errors: { [target]: [message] } }),
		}),

	/** ASP.NET Web API's, in Pascal case. */
	modelState: ({ message, target }) =>
		json({
			Message: 'The request is invalid.',
			ModelState: { [target || 'referral']: [message] },
		}),

	/** OData 3. */
	odata: ({ code, message }) =>
		json({ 'odata.error': { code, message: { lang: 'en-US', value: message } } }),

	/** A list of errors. */
	errors: ({ code, message, target }) => json({ errors: [{ code, message, field: target }] }),

	/** An error with details (Microsoft's REST API guidelines). */
	details: ({ code, message, target }) =>
		json({
			error: {
				code: 'BadRequest',
				message: 'Several values are not valid.',
				details: [{ code, message, target }],
			},
		}),

	/** The Partner API's own, in Pascal case. */
	pascalCase: ({ code, message, target }) =>
		json({ Error: { Code: code, Message: message, Target: target } }),

	/** JSON that doesn't say so. */
	jsonAsText: ({ code, message }) => ({
		type: 'text/plain; charset=utf-8',
		text: `\ufeff${JSON.stringify({ error: { code, message } })}`,
	}),

	/** JSON in a text in JSON. */
	jsonInJson: ({ code, message }) => json(JSON.stringify({ error: { code, message } })),

	empty: () => ({}),

	text: ({ message }) => ({ type: 'text/plain; charset=utf-8', text: message }),

	/** What a proxy on the way answers. */
	html: ({ status }) => ({
		type: 'text/html; charset=utf-8',
		text: `<html><head><title>${status} Proxy Error</title></head><body><h1>${status} Proxy Error</h1><p>The proxy could not reach the upstream server.</p></body></html>`,
	}),
} satisfies Record<string, (failure: Explained) => Body>;

/** How a failure's body is written. */
export type FailureShape = keyof typeof shapes;

/** The refusal in one of the documented shapes; by default the Partner API's own. */
export function failureAnswer(failure: Failure, shape: FailureShape = 'partnerApi'): Answer {
	const usual = explanations[failure.status] ?? explanations[500];
	const make: (failure: Explained) => Body = shapes[shape];
	const { type, text } = make({
		status: failure.status,
		code: failure.code ?? usual.code,
		message: failure.message ?? usual.message,
		target: failure.target ?? '',
	});
	return {
		status: failure.status,
		headers: { ...(type === undefined ? {} : { 'Content-Type': type }), ...failure.headers },
		body: text,
	};
}

function json(value: unknown): Body {
	return { type: 'application/json; charset=utf-8', text: JSON.stringify(value) };
}
