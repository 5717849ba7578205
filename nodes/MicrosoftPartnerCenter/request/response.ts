import type {
	IDataObject,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';

/** The service's answer, as far as this node looks at it. Header names are in lower case. */
export interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** A postReceive that keeps the whole answer for the wrapper; the engine alone would keep the body only. */
export const wholeAnswer: PostReceiveAction = async (_items, response) => {
	const { statusCode, headers, body }: IN8nHttpFullResponse = response;
	return [{ json: { statusCode, headers, body } as unknown as IDataObject }];
};

/** What `wholeAnswer` kept. */
export function answerOf([item]: INodeExecutionData[]): Answer {
	return item.json as unknown as Answer;
}

/**
 * The service's own id of a request: `Request-ID` in the samples of the Referrals API, `MS-RequestId`
 * on Microsoft's page "Partner Center REST headers".
 */
export function requestIdOf(headers: IDataObject): string | undefined {
	const id = headers['request-id'] ?? headers['ms-requestid'];
	return typeof id === 'string' ? id : undefined;
}
