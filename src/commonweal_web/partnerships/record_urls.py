"""Addresses of what a partnership keeps: figures, appraisals, its log. Beneath the partnership."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import documents, freezing, logs, runs, sealing, uploading

urlpatterns: list[URLPattern] = [
    path("figures/", documents.figures, name="figures"),
    path("figures/case.<str:form>", documents.download_case, name="download-case"),
    path("opening/", sealing.opening, name="figures-opening"),
    path("signatures/", freezing.signatures, name="signatures"),
    path("figures/<slug:holder>/upload/", uploading.upload, name="upload-figures"),
    path("figures/<slug:holder>/upload/<int:pk>/", uploading.preview, name="preview-upload"),
    path("documents/<int:pk>/", documents.show, name="document"),
    path("documents/<int:pk>/submit/", documents.submit, name="submit-document"),
    path("documents/<int:pk>/certify/", documents.certify, name="certify-document"),
    path("documents/<int:pk>/sign/", freezing.sign, name="sign-document"),
    path("documents/<int:pk>/return/", documents.send_back, name="return-document"),
    path("documents/<int:pk>/part.json", documents.download_part, name="download-part"),
    path("documents/<int:pk>/as-given", documents.download_given, name="download-given"),
    path("runs/<int:number>/cancel/", runs.cancel, name="cancel-run"),
    path("runs/<int:number>/run.json", runs.download, name="download-run"),
    path("log/", logs.partnership_log, name="partnership-log"),
]
