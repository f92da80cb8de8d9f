import { bad, type Double, type Handlers } from './double';

type Answered =
  | 'request_defaults'
  | 'check_request'
  | 'create_request'
  | 'replace_request'
  | 'draft_of'
  | 'keep_draft'
  | 'qr';

export function requestsOf(_double: Double): Pick<Handlers, Answered> {
  return {
    request_defaults: () => {
      throw bad('request_defaults', 'the double has no answer to this yet', '');
    },
    check_request: () => {
      throw bad('check_request', 'the double has no answer to this yet', '');
    },
    create_request: () => {
      throw bad('create_request', 'the double has no answer to this yet', '');
    },
    replace_request: () => {
      throw bad('replace_request', 'the double has no answer to this yet', '');
    },
    draft_of: () => {
      throw bad('draft_of', 'the double has no answer to this yet', '');
    },
    keep_draft: () => {
      throw bad('keep_draft', 'the double has no answer to this yet', '');
    },
    qr: () => {
      throw bad('qr', 'the double has no answer to this yet', '');
    },
  };
}
