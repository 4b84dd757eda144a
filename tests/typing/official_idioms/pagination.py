from openai_bindings import OpenAI
from openai_bindings.types.fine_tuning import FineTuningJob

client = OpenAI()
jobs: list[FineTuningJob] = []
for job in client.fine_tuning.jobs.list(limit=20):
    jobs.append(job)
page = client.fine_tuning.jobs.list(limit=20)
if page.has_next_page():
    info = page.next_page_info()
    page = page.get_next_page()
for item in page.data:
    print(item.id)
