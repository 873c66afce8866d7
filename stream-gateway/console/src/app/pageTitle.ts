import { useEffect } from 'react';

/** The tab's title: the page's name, and before it how many escalations came while nobody looked. */
class PageTitle {
  private page = '';
  private missed = 0;

  showPage(page: string): void {
    this.page = page;
    this.show();
  }

  showMissed(missed: number): void {
    this.missed = missed;
    this.show();
  }

  private show(): void {
    const page = this.page === '' ? 'Baton' : `${this.page} · Baton`;
    document.title = this.missed > 0 ? `(${this.missed}) ${page}` : page;
  }
}

export const pageTitle = new PageTitle();

export function usePageTitle(page: string): void {
  useEffect(() => pageTitle.showPage(page), [page]);
}
