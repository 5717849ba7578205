import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A list of referrals by pages, with links of any form. A referral's ID is also its key in the CRM. */
export class ListServer {
	/** The IDs on each page. */
	pages: string[][] = [[]];
	/** The link to the page of this number. */
	link = defaultLink;
	/** The status for each request with a filter that names the key. */
	rejection?: number;
	/** Paths and queries as they arrived, character by character. */
	urls: string[] = [];

	private constructor(
		readonly url: string,
		readonly stop: () => Promise<unknown>,
	) {}

	static async start(): Promise<ListServer> {
		let list: ListServer | undefined = undefined;
		const http = createServer((request, response) => {
			const { status, body } = list!.answer(request.url!);
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		});
		await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
		const { port } = http.address() as AddressInfo;
		const stop = async () => await new Promise((resolve) => http.close(resolve));
		list = new ListServer(`http://127.0.0.1:${port}`, stop);
		return list;
	}

	private answer(url: string): { status: number; body: unknown } {
		this.urls.push(url);
		const isRejected = this.rejection !== undefined && url.includes('externalReferenceId');
		if (isRejected) return { status: this.rejection!, body: { message: 'Not like this.' } };
		const isFirst = url.includes('orderby');
		const page = isFirst ? 0 : this.read;
		this.read = page + 1;
		const value = this.pages[page].map((id) => ({ id, externalReferenceId: id }));
		const next = this.pages.length > page + 1 && { '@odata.nextLink': this.link(page + 1) };
		return { status: 200, body: { value, ...next } };
	}

	private read = 0;
}

export function defaultLink(page: number): string {
	return `?$skiptoken=${page}`;
}
